/* Loaded as a module, and only when somebody searches: browsers too old for import() never parse it. */
const folder = new URL("../../pagefind/", import.meta.url);

async function load() {
  const [pagefind, answer] = await Promise.all([
    import(new URL("pagefind.js", folder)),
    fetch(new URL("parts.json", folder))
  ]);
  /* The one index is in Chinese. Pagefind cuts the question into words by the page's language, read just here. */
  const page = document.documentElement, lang = page.lang;
  page.lang = "zh";
  /* Titles are weighed when they are indexed, short ones most; to weigh them all again would undo that. */
  const ranking = { metaWeights: { title: 0 } };
  const engine = pagefind.createInstance({ ranking });
  page.lang = lang;
  /* The index comes in parts, which are searched as one. */
  for (let part = 1, parts = await answer.json(); part < parts; part += 1) {
    await engine.mergeIndex(new URL(part + "/", folder).href, { language: "zh", ranking });
  }
  return engine;
}

window.dispatchEvent(new CustomEvent("atlas:pagefind", { detail: load() }));
