package dev.holdfast.sample.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application; where the session service is stands in {@code application.properties}. */
@SpringBootApplication
public class ShopApplication {
  /** An application for Spring Boot to start. */
  public ShopApplication() {}

  /** Serves until the process is ended. */
  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }
}
