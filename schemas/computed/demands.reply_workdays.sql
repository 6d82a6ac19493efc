-- Working days from the day a demand came in until its first reply; unknown (NULL) while there is no
-- reply, or where a date lies outside the calendars that the plan names.
SELECT demands.id, reply.number - receipt.number AS value
FROM demands
JOIN workdays AS receipt ON receipt.date = received_on
JOIN workdays AS reply ON reply.date = first_reply_on
