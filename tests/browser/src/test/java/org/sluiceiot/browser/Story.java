package org.sluiceiot.browser;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Tests of one class that go on where the last one ended: after a failure, of which a picture is
 * taken, the rest is left out.
 */
final class Story implements BeforeEachCallback, TestWatcher {
  private final Runnable picture;
  private String failed;

  Story(Runnable picture) {
    this.picture = picture;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Assumptions.assumeTrue(failed == null, () -> "the story ended at " + failed);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    failed = context.getDisplayName();
    picture.run();
  }
}
