package dev.holdfast.tomcat;

import org.apache.catalina.Context;
import org.apache.catalina.Realm;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** Whether a request needs nobody to be logged in, as far as Tomcat's authenticator sees. */
final class Constraints {
  private static final String FORM_ACTION = "/j_security_check";

  private Constraints() {}

  /** Whether the authenticator will only look who the user is. */
  static boolean areFree(Request request, Context context) {
    Realm realm = context.getRealm();
    return realm != null
        && !context.getPreemptiveAuthentication()
        && !request.getDecodedRequestURI().endsWith(FORM_ACTION)
        && !dependOnMethods(context)
        && realm.findSecurityConstraints(request, context) == null;
  }

  /** Then a request may be the free half of a login that began with another method. */
  private static boolean dependOnMethods(Context context) {
    for (SecurityConstraint constraint : context.findConstraints()) {
      for (SecurityCollection collection : constraint.findCollections()) {
        if (collection.findMethods().length > 0 || collection.findOmittedMethods().length > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
