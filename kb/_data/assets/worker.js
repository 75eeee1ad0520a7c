// Stands where the frame wants its search worker, and answers from the page itself: a browser
// starts no worker from a disk, and what is found should be the same there.  The frame sends 0
// (the index) and 2 (a query), and waits for 1 (ready) and 3 (what was found).
(() => {
  const here = document.currentScript.src, Real = window.Worker;
  let loading = null;
  const script = name => new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, here).href, onload, onerror }));
  });
  // What is found is loaded when the search is opened, not with every page.
  const loaded = () => loading ??= Promise.all(["search.js", "../search/entries.js"].map(script))
    .then(() => window.kbSearch(window.kbEntries));
  window.kbFind = async words => (await loaded())(words); // for the map
  document.addEventListener("focusin", ({ target }) => { if (target.matches?.(".md-search__input")) loaded(); });
  class Finder extends EventTarget {
    async postMessage({ type, data }) {
      if (type === 0) {
        setTimeout(() => this.answer(1));
      } else if (type === 2) {
        this.asked = data;
        const find = await loaded();
        if (this.asked === data) this.answer(3, find(data)); // else another key was pressed
      }
    }
    answer(type, data) { this.dispatchEvent(new MessageEvent("message", { data: { type, data } })); }
    terminate() {}
  }
  window.Worker = function (url, ...more) {
    return String(url).includes("/workers/search.") ? new Finder() : new Real(url, ...more);
  };
})();
