package org.sluiceiot.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;

/** Pictures of every step, in the order in which they were taken. */
final class Pictures {
  private static final Path FOLDER = Path.of("target", "screenshots");

  private final String story;
  private int taken;

  /**
   * @param story begins the names; may be empty
   */
  Pictures(String story) {
    this.story = story.isEmpty() ? "" : story + "-";
  }

  /** Writes {@code target/screenshots/story-NN-name.png}. */
  void take(Page page, String name) {
    taken++;
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(FOLDER.resolve("%s%02d-%s.png".formatted(story, taken, name)))
            .setAnimations(ScreenshotAnimations.DISABLED));
  }
}
