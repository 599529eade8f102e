-- A claw has a list of those whom its bot admits, empty at first; a body of before says nothing of it.

UPDATE claws SET body = json_set(body, '$.allowFrom', json('[]')) WHERE json_type(body, '$.allowFrom') IS NULL;
