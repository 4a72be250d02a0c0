package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The rows of one map in a generated form, filled as a person does: letter by letter. */
final class Pairs {
  private final Page page;
  private final Locator field;

  /**
   * @param path of the map's property
   */
  Pairs(Page page, String path) {
    this.page = page;
    this.field = page.locator("[data-field='" + path + "']");
  }

  /** Adds a row and fills it. */
  Pairs add(String name, String value) {
    int rows = rows().count();
    field.getByText("Add a pair").click();
    assertThat(rows()).hasCount(rows + 1);
    type(rows, 0, name);
    type(rows, 1, value);
    return this;
  }

  /** Writes another name over the one of a row. */
  Pairs rename(String from, String to) {
    type(at(from), 0, to);
    return this;
  }

  /** Writes another value over the one of a row. */
  Pairs change(String name, String value) {
    type(at(name), 1, value);
    return this;
  }

  Pairs remove(String name) {
    int rows = rows().count();
    field.getByLabel("Remove " + name, new Locator.GetByLabelOptions().setExact(true)).click();
    assertThat(rows()).hasCount(rows - 1);
    return this;
  }

  /** Asserts names and values in their order. */
  void show(String... namesAndValues) {
    assertThat(rows()).hasCount(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i++) {
      assertThat(input(i / 2, i % 2)).hasValue(namesAndValues[i]);
    }
  }

  Locator rows() {
    return field.locator(".pair");
  }

  private int at(String name) {
    for (int i = 0; i < rows().count(); i++) {
      if (input(i, 0).inputValue().equals(name)) {
        return i;
      }
    }
    throw new AssertionError("no row is named " + name);
  }

  private Locator input(int row, int column) {
    return rows().nth(row).locator("input").nth(column);
  }

  /** Into the field once, then key by key: a row that is drawn anew loses the keys that follow. */
  private void type(int row, int column, String text) {
    input(row, column).click();
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().press("Delete");
    page.keyboard().type(text);
    assertThat(input(row, column)).hasValue(text);
  }
}
