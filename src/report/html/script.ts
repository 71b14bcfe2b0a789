/**
 * What the page can do with JavaScript, and does not need: copy a command, filter the probes. Text of the run gets into
 * the page before this runs, and never through it.
 */
export const SCRIPT = `(() => {
'use strict';
const say = (button, word) => {
  button.textContent = word;
  setTimeout(() => { button.textContent = 'Copy'; }, 2000);
};
const select = (code) => {
  const range = document.createRange();
  range.selectNodeContents(code);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
};
for (const button of document.querySelectorAll('button[data-copy]')) {
  const code = button.closest('figure').querySelector('code');
  button.hidden = false;
  button.addEventListener('click', () => {
    const copied = navigator.clipboard ? navigator.clipboard.writeText(code.textContent.trimEnd()) : Promise.reject();
    copied.then(() => say(button, 'Copied'), () => { select(code); say(button, 'Selected'); });
  });
}
const form = document.getElementById('filter');
const text = document.getElementById('filter-text');
const state = document.getElementById('filter-state');
const count = document.getElementById('filter-count');
const rows = Array.from(document.querySelectorAll('.probes tbody tr'), (row) => ({ row, text: row.textContent.toLowerCase() }));
const filter = () => {
  const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const each of rows) {
    const fits = words.every((word) => each.text.includes(word)) && (state.value === '' || each.row.dataset.state === state.value);
    each.row.hidden = !fits;
    if (fits) shown += 1;
  }
  count.value = shown === rows.length ? rows.length + ' probes' : shown + ' of ' + rows.length + ' probes';
};
form.hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
text.addEventListener('input', filter);
state.addEventListener('change', filter);
addEventListener('hashchange', () => {
  const row = document.getElementById(location.hash.slice(1));
  if (row && row.hidden) { text.value = ''; state.value = ''; filter(); row.scrollIntoView(); }
});
})();
`;
