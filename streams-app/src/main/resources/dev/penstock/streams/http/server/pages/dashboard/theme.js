// SPDX-License-Identifier: Apache-2.0
// Runs before anything is painted, so that the page does not flash in the other theme.
(() => {
  const THEMES = ["auto", "light", "dark"];
  const NAME = "penstock.theme";

  function kept() {
    try {
      const theme = localStorage.getItem(NAME);
      return THEMES.includes(theme) ? theme : "auto";
    } catch {
      return "auto";
    }
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");

  function apply(theme) {
    const preferred = dark.matches ? "dark" : "light";
    document.documentElement.dataset.theme = theme === "auto" ? preferred : theme;
  }

  let theme = kept();
  apply(theme);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const tell = () => {
      button.textContent = "Theme: " + theme;
    };
    tell();
    button.addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      apply(theme);
      tell();
      try {
        localStorage.setItem(NAME, theme);
      } catch {
        // It holds until the page is left.
      }
      document.dispatchEvent(new Event("themechange"));
    });
    dark.addEventListener("change", () => {
      apply(theme);
      document.dispatchEvent(new Event("themechange"));
    });
  });
})();
