-- code: V-502
-- severity: error
-- source: 三(二)3
-- title: {zh: 由团区委受理, en: Received by the district committee}
-- message:
--   zh: 受理单位“{name}”不是团区委
--   en: 'the receiver "{name}" is not the district committee'
-- hint:
--   zh: receiver_org 写团区委的编号
--   en: name the district committee in receiver_org

SELECT funding.id, 'receiver_org' AS field, short_name AS name
FROM funding
JOIN orgs ON orgs.id = receiver_org
WHERE tier IS DISTINCT FROM 'district'
