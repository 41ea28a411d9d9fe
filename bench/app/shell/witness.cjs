// Loaded with `-r` before an app under the Electron double: notes when what is seen of it appears, one JSON line each in the file
// that BENCH_TIMES names, ms since the epoch.
const { appendFileSync } = require('node:fs');
const { app, Tray } = require('electron');

const seen = new Set();

function note(what, at = Date.now()) {
  if (seen.has(what)) return;
  seen.add(what);
  appendFileSync(process.env.BENCH_TIMES, `${JSON.stringify({ what, at })}\n`);
}

/** Answers in the page, when an element has been painted. */
const painted = (selector) => `new Promise((resolve) => {
  const look = () => document.querySelector(${JSON.stringify(selector)})
    ? requestAnimationFrame(() => resolve(Date.now()))
    : setTimeout(look, 5);
  look();
})`;

for (const name of ['setContextMenu', 'setToolTip']) {
  const original = Tray.prototype[name];
  Tray.prototype[name] = function observed(argument) {
    note('tray');
    if (name === 'setToolTip' && argument.includes('ready')) note('engine');
    return original.call(this, argument);
  };
}

app.once('ready', () => note('ready'));
app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    if (contents.getURL().includes('hud.html')) return;
    note('window', await contents.executeJavaScript(painted('button:not(:disabled)')));
    if (contents.getURL().startsWith('data:')) return;
    note('talk', await contents.executeJavaScript(painted('.talk-button:not(:disabled)')));
    note('settings asked');
    globalThis.__double.trayMenu('settings');
    note('settings', await contents.executeJavaScript(painted('main.settings')));
  });
});
