<?php

declare(strict_types=1);

// The classes of a page with a session, those that others build on first. Named here, they cost a page much less than
// an autoloader does that is asked for each.
require_once __DIR__ . '/src/Duration.php';
require_once __DIR__ . '/src/LockTerms.php';
require_once __DIR__ . '/src/Mode.php';
require_once __DIR__ . '/src/Modes.php';
require_once __DIR__ . '/src/Rules.php';
require_once __DIR__ . '/src/Transport/Endpoint.php';
require_once __DIR__ . '/src/Options.php';
require_once __DIR__ . '/src/SessionClient.php';
require_once __DIR__ . '/src/Headers.php';
require_once __DIR__ . '/src/Token.php';
require_once __DIR__ . '/src/SessionKey.php';
require_once __DIR__ . '/src/LockOwner.php';
require_once __DIR__ . '/src/OperationId.php';
require_once __DIR__ . '/src/Write.php';
require_once __DIR__ . '/src/Session.php';
require_once __DIR__ . '/src/Acquired.php';
require_once __DIR__ . '/src/Written.php';
require_once __DIR__ . '/src/Transport/Answer.php';
require_once __DIR__ . '/src/Transport/AnswerReader.php';
require_once __DIR__ . '/src/Transport/Connection.php';
require_once __DIR__ . '/src/Transport/Dispatcher.php';
require_once __DIR__ . '/src/Transport/AnswerDecoder.php';
require_once __DIR__ . '/src/RestSessionClient.php';
require_once __DIR__ . '/src/Envelope.php';
require_once __DIR__ . '/src/Caller.php';
require_once __DIR__ . '/src/OpenSession.php';
require_once __DIR__ . '/src/LockedSession.php';
