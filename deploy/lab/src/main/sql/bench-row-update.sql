\set turn :turn + 1
\set id :client_id * 16 + :turn % 16
\if (:turn / 16) % 2 = 0
UPDATE bench_row SET record = :even WHERE id = :id;
\else
UPDATE bench_row SET record = :odd WHERE id = :id;
\endif
