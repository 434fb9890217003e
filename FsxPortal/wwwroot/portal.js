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

  window.fsxPortal = {
    chooseTheme: (theme) => remember("fsxportal-theme", theme),
    focusFirst: (...ids) => ids.map((id) => document.getElementById(id)).find((button) => button && !button.disabled)?.focus(),
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
  };

  // What is carried over rows shows where it would come to lie: before a row above its own, behind one below.
  let carried = null;
  const unmark = () => document.querySelectorAll(".drop-before, .drop-after").forEach((row) => row.classList.remove("drop-before", "drop-after"));
  addEventListener("dragstart", (drag) => {
    carried = drag.target.closest?.(".drag-handle")?.closest("[data-drop-row]") ?? null;
    if (carried) {
      drag.dataTransfer.effectAllowed = "move";
      drag.dataTransfer.setData("text/plain", "");
      drag.dataTransfer.setDragImage(carried, 12, 12);
      carried.classList.add("is-carried");
    }
  });
  addEventListener("dragover", (drag) => {
    const row = carried && drag.target.closest?.("[data-drop-row]");
    unmark();
    if (row && row !== carried) {
      const isBelow = carried.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING;
      row.classList.add(isBelow ? "drop-after" : "drop-before");
    }
  });
  addEventListener("dragend", () => {
    unmark();
    carried?.classList.remove("is-carried");
    carried = null;
  });

  // Arrows lead from row to row of a long list, whose rows come into being as they come into sight.
  addEventListener("keydown", (key) => {
    const row = key.target.closest?.("[data-row-keys] tbody tr");
    if (!row || key.altKey || key.ctrlKey || key.metaKey || !["ArrowDown", "ArrowUp"].includes(key.key)) {
      return;
    }
    const step = key.key === "ArrowDown" ? "nextElementSibling" : "previousElementSibling";
    const next = row[step]?.querySelector("a, button");
    if (next) {
      key.preventDefault();
      next.focus();
    }
  });

  // A portal that was restarted no longer knows this page: once it answers again, start afresh.
  const waitForPortal = async () => {
    try {
      await fetch("/favicon.svg", { cache: "no-store" });
      location.reload();
    } catch {
      setTimeout(waitForPortal, 2000);
    }
  };
  addEventListener("DOMContentLoaded", () => {
    document.getElementById("components-reconnect-modal").addEventListener("components-reconnect-state-changed", (change) => {
      if (["failed", "rejected", "resume-failed"].includes(change.detail.state)) {
        waitForPortal();
      }
    });
  });
})();
