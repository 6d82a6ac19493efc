-- code: V-406
-- severity: warning
-- source: 二(三)
-- title: {zh: 对外公众号在用, en: Public accounts are in use}
-- message:
--   zh: 对外联系的公众号“{account}”{what_zh}
--   en: the public account "{account}" {what_en}
-- hint:
--   zh: "{do_zh}"
--   en: "{do_en}"

WITH accounts AS (
    SELECT name, any_value(id) AS id, bool_or(status = 'active') AS is_active
    FROM channels
    GROUP BY name
)
SELECT
    orgs.id,
    'public_contact.wechat_account' AS field,
    public_contact_wechat_account AS account,
    if(accounts.id IS NULL, '没有登记为网上阵地', '已经停用或暂停更新') AS what_zh,
    if(accounts.id IS NULL, 'is not recorded as a channel', 'is closed or suspended') AS what_en,
    if(accounts.id IS NULL, '核对名称，或在 data/channels/ 登记', '换成在用的联系方式，或核对 ' || accounts.id || ' 的状态') AS do_zh,
    if(
        accounts.id IS NULL,
        'check its name or record it in data/channels/',
        'give a contact that works, or check the status of ' || accounts.id
    ) AS do_en
FROM orgs
LEFT JOIN accounts ON accounts.name = public_contact_wechat_account
WHERE orgs.status = 'active'
    AND tier IN ('district', 'town')
    AND public_contact_wechat_account IS NOT NULL
    AND NOT coalesce(is_active, false)
    AND EXISTS (FROM channels)
