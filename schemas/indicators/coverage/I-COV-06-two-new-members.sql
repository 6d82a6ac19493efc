-- id: I-COV-06
-- title: {zh: 共建委员会“两新”占比, en: New economic and social organisations in committees}
-- kind: share
-- unit: percent
-- formula: {zh: “两新”组织成员单位 ÷ 全部现任成员单位, en: members that are new economic or social organisations ÷ all current members}
-- numerator: {zh: 领域为“两新”的成员单位；没有填领域的，非公企业和社会组织也算, en: "members whose sector is two_new; where no sector is given, private firms and social organisations"}
-- denominator: {zh: 青年工作共建委员会现任成员单位, en: current members of the joint committees}
-- population: {zh: 在运行的共建委员会；一个单位参加几个委员会算几次, en: committees at work; an organisation in several committees counts in each}
-- not_computable: {zh: 没有登记共建委员会成员, en: no member of a committee is recorded}
-- source: 三(二)1

SELECT
    counted_in AS area,
    count(*) FILTER (
        coalesce(
            unit_type = 'two_new',
            org_kind IN ('private_enterprise', 'social_org', 'youth_social_org', 'volunteer_org')
        )
    ) AS numerator,
    count(*) AS denominator
FROM committees__members AS members
JOIN committees ON committees.id = members.committee_id AND committees.status = 'active'
JOIN orgs ON orgs.id = members.org
JOIN places ON places.area = committees.area
WHERE coalesce(members.joined_on <= getvariable('as_of'), true)
    AND coalesce(members.left_on > getvariable('as_of'), true)
GROUP BY ALL
