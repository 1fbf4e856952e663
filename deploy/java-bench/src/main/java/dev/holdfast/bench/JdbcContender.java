package dev.holdfast.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.session.DataSourceStore;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.valves.PersistentValve;

/** Tomcat's own way into a database, loading and saving in every request. */
final class JdbcContender implements Contender {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS tomcat$sessions (
        app varchar(255), id varchar(100) PRIMARY KEY, data bytea, valid char(1),
        maxinactive integer, lastaccess bigint)
      """;

  /** A store on a pool of connections, which a server without JNDI has to be given. */
  private static final class PooledStore extends DataSourceStore {
    PooledStore(DataSource pool) {
      dataSource = pool;
    }
  }

  /**
   * Has an application keep its sessions in a database.
   *
   * @param at the JDBC URL, with user and password
   */
  @Override
  public void install(Context application, String at) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(at);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not take a table", e);
    }
    PersistentManager manager = new PersistentManager();
    manager.setStore(new PooledStore(pool));
    application.setManager(manager);
    application.getPipeline().addValve(new PersistentValve());
  }
}
