-- title: {zh: 全是演示数据的栏目, en: Collections that are all made up}
-- about: {zh: 记录全部标为演示的栏目, en: Collections in which every record is marked as a demonstration}
-- columns:
--   collection: {zh: 栏目, en: collection}

SELECT collection
FROM records
GROUP BY collection
HAVING bool_and(provenance = 'demo')
ORDER BY collection
