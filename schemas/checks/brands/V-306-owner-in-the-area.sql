-- code: V-306
-- severity: error
-- source: 三(二)1
-- title: {zh: 品牌由本地组织牵头, en: Brands are owned where they are}
-- message:
--   zh: 牵头组织“{org_name}”在“{org_area}”，不在品牌所属的“{name}”，也不在区级
--   en: the owner "{org_name}" is in "{org_area}", neither in "{name}" nor at district level
-- hint:
--   zh: 改正 owner_org 或 area；几个镇街联建的写 areas
--   en: correct owner_org or area; name the towns of a joint brand in areas

SELECT
    brands.id,
    'owner_org' AS field,
    orgs.short_name AS org_name,
    owner_area.name AS org_area,
    areas.name
FROM brands
JOIN areas ON areas.id = brands.area
JOIN orgs ON orgs.id = brands.owner_org
JOIN areas AS owner_area ON owner_area.id = orgs.area
WHERE owner_area.level <> 'district'
    -- Towns go into others. A brand that is over keeps the one it was in, while its owner may follow; of a brand
    -- that goes on, the owner may be in a village of a town that has gone.
    AND NOT EXISTS (
        FROM area_heirs
        WHERE area_heirs.area = owner_area.parent
            AND owner_area.level = 'village'
            AND starts_with(area_heirs.code, areas.code)
    )
    AND NOT EXISTS (
        FROM area_heirs
        WHERE area_heirs.area = brands.area AND starts_with(owner_area.code, area_heirs.code)
    )
    AND NOT EXISTS (
        FROM brands__areas
        JOIN area_heirs ON area_heirs.area = brands__areas.value
        WHERE brand_id = brands.id AND starts_with(owner_area.code, area_heirs.code)
    )
