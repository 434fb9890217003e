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

  // The timeline: its width, a hint at the pointer, dragging, two fingers, and the wheel with Ctrl or Shift.
  window.fsxPortal.timeline = (svg, stage) => {
    const scene = svg.querySelector(".timeline-scene");
    const hint = svg.parentElement.querySelector(".timeline-hint");
    const fingers = new Map();
    let start = null;
    let turned = null;
    const say = async (name, ...values) => {
      try {
        await stage.invokeMethodAsync(name, ...values);
      } catch {
        // The page is gone.
      }
    };
    const left = () => svg.getBoundingClientRect().left;
    const grip = () => {
      const xs = [...fingers.values()];
      return { x: xs.reduce((sum, x) => sum + x, 0) / xs.length, apart: xs.length > 1 ? Math.max(40, Math.abs(xs[0] - xs[1])) : 1 };
    };
    new ResizeObserver(([entry]) => say("MeasureAsync", Math.round(entry.contentRect.width))).observe(svg);

    svg.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, event.clientX - left());
      start = grip();
    });
    svg.addEventListener("pointermove", (event) => {
      const mark = event.target.closest("[role=option]");
      hint.style.display = mark && fingers.size === 0 ? "block" : "none";
      if (mark) {
        hint.textContent = mark.getAttribute("aria-label");
        const [x, y] = [event.clientX - left(), event.clientY - svg.getBoundingClientRect().top];
        hint.style.left = `${Math.max(0, Math.min(x + 14, svg.clientWidth - hint.offsetWidth))}px`;
        hint.style.top = `${y + 18}px`;
      }
      if (!fingers.has(event.pointerId)) {
        return;
      }
      fingers.set(event.pointerId, event.clientX - left());
      const now = grip();
      const scale = now.apart / start.apart;
      if (Math.abs(now.x - start.x) > 4 || Math.abs(scale - 1) > 0.02) {
        svg.setPointerCapture(event.pointerId);
        svg.classList.add("timeline-dragged");
        scene.style.transform = `translateX(${now.x - start.x * scale}px) scaleX(${scale})`;
      }
    });
    const release = async (event) => {
      if (!fingers.has(event.pointerId)) {
        return;
      }
      const end = grip();
      const moved = svg.classList.contains("timeline-dragged");
      fingers.delete(event.pointerId);
      if (moved && fingers.size > 0) {
        fingers.clear();
      }
      if (moved) {
        svg.classList.remove("timeline-dragged");
        const scale = end.apart / start.apart;
        await say("PanAsync", (start.x - end.x) / svg.clientWidth);
        if (scale !== 1) {
          await say("ZoomAsync", 1 / scale, end.x / svg.clientWidth);
        }
        scene.style.transform = "";
      }
    };
    svg.addEventListener("pointerup", release);
    svg.addEventListener("pointercancel", release);
    svg.addEventListener("pointerleave", () => (hint.style.display = "none"));

    svg.addEventListener("wheel", async (event) => {
      const across = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !across) {
        return;
      }
      event.preventDefault();
      const by = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      if (turned) {
        turned.by += by;
        return;
      }
      // What is turned while the last turn is on its way is one more turn.
      turned = { by };
      while (turned.by !== 0) {
        const now = turned.by;
        turned.by = 0;
        await (across ? say("PanAsync", now / svg.clientWidth) : say("ZoomAsync", Math.exp(now / 300), (event.clientX - left()) / svg.clientWidth));
      }
      turned = null;
    }, { passive: false });

    // Keys that move a mark must not move the page.
    svg.addEventListener("keydown", (event) => {
      if (/^(Arrow|Page|Home$|End$| $)/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
      }
    });
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
