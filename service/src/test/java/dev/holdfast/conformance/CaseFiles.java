package dev.holdfast.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The case files of the API, in a folder or in a jar. */
final class CaseFiles {
  private static final String README = "/conformance/v1/README.md";

  private CaseFiles() {}

  /** Returns all cases, in the order of their files. */
  static List<ConformanceCase> cases() {
    return texts().entrySet().stream()
        .flatMap(file -> CaseReader.read(file.getKey(), file.getValue()).stream())
        .toList();
  }

  /** Returns the text of each file by its name without extension. */
  static Map<String, String> texts() {
    URL readme = CaseFiles.class.getResource(README);
    if (readme == null) {
      throw new IllegalStateException(README + " is not on the class path");
    }
    try {
      return textsBeside(readme.toURI());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> textsBeside(URI readme) throws IOException {
    if (!readme.getScheme().equals("jar")) {
      return read(Path.of(readme).resolveSibling(""));
    }
    try (FileSystem jar = FileSystems.newFileSystem(readme, Map.of())) {
      return read(jar.getPath(README).getParent());
    }
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        String name = file.getFileName().toString();
        texts.put(name.substring(0, name.length() - ".json".length()), Files.readString(file));
      }
    }
    return texts;
  }
}
