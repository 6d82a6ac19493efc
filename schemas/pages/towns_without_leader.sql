-- title: {zh: 没有领导包片的镇街, en: Towns that no leader looks after}
-- about: {zh: 当日有效的镇街中，没有哪个领导岗位的联系点包片的, en: "Towns of the day that are in no patch of a leading post's contact points"}
-- columns:
--   town: {zh: 镇街, en: town}

SELECT id AS town
FROM towns
WHERE id NOT IN (
    SELECT value
    FROM contact_points__patch_areas
    JOIN current_contact_points AS points ON points.id = contact_point_id
    WHERE kind = 'patch_fixed'
)
ORDER BY code
