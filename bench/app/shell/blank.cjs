// The least an app with a tray and a window can be.
const { app, BrowserWindow, Menu, Tray, nativeImage } = require('electron');

app.whenReady().then(() => {
  const tray = new Tray(nativeImage.createEmpty());
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', role: 'quit' }]));
  void new BrowserWindow().loadURL('data:text/html,<button>Talk</button>');
});
