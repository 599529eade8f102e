-- A claw has a list of those whom its bot admits, empty at first: a body without it would be read as having none at all.

UPDATE claws SET body = json_set(body, '$.allowFrom', json('[]')) WHERE json_type(body, '$.allowFrom') IS NULL;
