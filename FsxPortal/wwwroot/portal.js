// What only the browser can do for the portal. Loaded before anything is shown.
"use strict";
(() => {
  const remember = (name, value) => {
    document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`;
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const note = () => remember("fsxportal-system-theme", system.matches ? "dark" : "light");
  note();
  system.addEventListener("change", note);

  const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  remember("fsxportal-zone", encodeURIComponent(zone() ?? ""));

  window.fsxPortal = {
    zone,
    chooseTheme: (theme) => remember("fsxportal-theme", theme),
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
  };

  // A portal that was restarted no longer knows this page: once it answers again, start afresh.
  const waitForPortal = async () => {
    try {
      await fetch("/favicon.svg", { cache: "no-store" });
      location.reload();
    } catch {
      setTimeout(waitForPortal, 2000);
    }
  };
  // Keys for the whole page; where somebody types they are letters.
  const types = (element) => element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
  const press = (event, id) => {
    const button = document.getElementById(id);
    if (button && !button.disabled && !document.querySelector(".mud-dialog")) {
      event.preventDefault();
      button.click();
    }
  };
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      press(event, "portal-search");
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !types(event.target)) {
      if (event.key === "/") press(event, "portal-search");
      if (event.key === "?") press(event, "portal-keys");
    }
  });

  addEventListener("DOMContentLoaded", () => {
    document.getElementById("portal-reconnect-now").addEventListener("click", async () => {
      if (!(await Blazor.reconnect())) {
        location.reload();
      }
    });
    document.getElementById("components-reconnect-modal").addEventListener("components-reconnect-state-changed", (change) => {
      if (["failed", "rejected", "resume-failed"].includes(change.detail.state)) {
        waitForPortal();
      }
    });
  });
})();
