<?php

declare(strict_types=1);

session_start();
session_regenerate_id(isset($_GET['delete']));
session_write_close();
session_start();
echo json_encode($_SESSION);
