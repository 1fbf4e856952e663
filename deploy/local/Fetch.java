import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Downloads one file where neither curl nor wget is installed: {@code java Fetch.java url file}. */
final class Fetch {
  private Fetch() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    var request = HttpRequest.newBuilder(URI.create(args[0])).build();
    int status = client.send(request, BodyHandlers.ofFile(Path.of(args[1]))).statusCode();
    if (status != 200) {
      System.err.println(args[0] + " answered " + status);
      System.exit(1);
    }
  }
}
