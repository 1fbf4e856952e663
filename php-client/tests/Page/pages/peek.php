<?php

declare(strict_types=1);

// Reads and gives the session back before the page goes on.
session_start(['read_and_close' => true]);
echo json_encode($_SESSION);
