package org.sluiceiot.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;

/** Pictures of every step, in the order in which they were taken. */
final class Pictures {
  private static final Path FOLDER = Path.of("target", "screenshots");

  private int taken;

  /** Writes {@code target/screenshots/NN-name.png}. */
  void take(Page page, String name) {
    taken++;
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(FOLDER.resolve("%02d-%s.png".formatted(taken, name)))
            .setAnimations(ScreenshotAnimations.DISABLED));
  }
}
