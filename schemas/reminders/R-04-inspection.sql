-- code: R-04
-- title: {zh: 督查问题整改, en: Issues to put right}
-- message:
--   zh: 整改“{text}”，改好后写 fixed_on 和 fix_note
--   en: put "{text}" right, then give fixed_on and fix_note

SELECT inspection_id AS id, org, due_on AS due, text
FROM inspections__issues
WHERE fixed_on IS NULL AND due_on <= getvariable('until')
