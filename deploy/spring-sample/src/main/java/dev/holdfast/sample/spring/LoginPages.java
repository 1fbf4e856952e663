package dev.holdfast.sample.spring;

import dev.holdfast.springsession.HoldfastSessionRepository;
import dev.holdfast.springsession.PrincipalIndexException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Who is logged in, and where else. A real application asks for a password as well. */
@RestController
class LoginPages {
  private static final String USER = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

  private final HoldfastSessionRepository sessions;

  LoginPages(HoldfastSessionRepository sessions) {
    this.sessions = sessions;
  }

  /** Gives the session a new id, so that nobody has planted it. */
  @PostMapping("/login")
  String login(HttpServletRequest request, @RequestParam String user) {
    request.getSession();
    request.changeSessionId();
    request.getSession().setAttribute(USER, user);
    return user;
  }

  @GetMapping("/user")
  String user(HttpServletRequest request) {
    String user = userOf(request);
    return user == null ? "nobody" : user;
  }

  @PostMapping("/logout")
  void logout(HttpSession session) {
    session.invalidate();
  }

  /** Returns how many sessions the user has, on all servers. */
  @GetMapping("/sessions")
  int sessions(HttpServletRequest request) {
    return sessions.userSessions(required(request)).sessions().size();
  }

  /** Logs the user out everywhere else, and returns from how many sessions. */
  @PostMapping("/sessions/end")
  int endOthers(HttpServletRequest request) {
    return sessions.endUserSessions(required(request), request.getSession().getId());
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_IMPLEMENTED)
  String noIndex(PrincipalIndexException why) {
    return String.valueOf(why.getMessage());
  }

  private static String required(HttpServletRequest request) {
    String user = userOf(request);
    if (user == null) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
    return user;
  }

  /** Makes no session for those who have none. */
  private static @Nullable String userOf(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(USER) instanceof String user ? user : null;
  }
}
