<?php

declare(strict_types=1);

session_start();
$before = session_id();
session_write_close();
session_start();
echo json_encode(session_id() === $before);
