/* Says beside each day that falls due how far off it is for the person reading. Every page is whole without it. */
(() => {
  "use strict";
  const DAY = 86400000;

  const words = (days) => {
    if (days === 0) return "today";
    if (days === 1) return "tomorrow";
    if (days === -1) return "yesterday";
    const far = Math.abs(days);
    const count = far < 60 ? `${far} days` : far < 730 ? `${Math.round(far / 30.44)} months` : `${Math.round(far / 365.25)} years`;
    return days > 0 ? `in ${count}` : `${count} ago`;
  };

  const say = () => {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    for (const time of document.querySelectorAll("time[data-rmp-due]")) {
      const due = Date.parse(`${time.getAttribute("datetime")}T00:00:00Z`);
      if (Number.isNaN(due) || time.nextElementSibling?.classList.contains("rmp-ago")) continue;
      const days = Math.round((due - today) / DAY);
      const ago = document.createElement("span");
      ago.className = days < 0 ? "rmp-ago rmp-past" : "rmp-ago";
      ago.textContent = ` (${words(days)})`;
      time.after(ago);
    }
  };

  /* Material swaps pages without loading them where instant navigation is on; it tells so here. */
  if (typeof window.document$ === "object" && window.document$.subscribe) window.document$.subscribe(say);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", say);
  else say();
})();
