// What the double puts into the page's own world: what the preload exposes, and the doors that need permission.

/**
 * Installs both. Self-contained: it runs inside the page. Chromium is started so that it grants everything; the wrappers
 * ask the app's permission handlers first, as Electron does.
 */
export function installMainWorld(peer) {
  function freezeDeep(value) {
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
    for (const entry of Object.values(value)) freezeDeep(entry);
    return Object.freeze(value);
  }

  peer.on('expose', ({ key, api }) => {
    Object.defineProperty(window, key, { value: freezeDeep(api), enumerable: true });
  });

  function denied() {
    return new DOMException('Permission denied', 'NotAllowedError');
  }

  function gateMedia({ ask, check }) {
    const devices = navigator.mediaDevices;
    if (!devices) return;
    const getUserMedia = devices.getUserMedia.bind(devices);
    const enumerateDevices = devices.enumerateDevices.bind(devices);
    devices.getUserMedia = async (constraints = {}) => {
      const mediaTypes = ['audio', 'video'].filter((kind) => constraints[kind]);
      if (!(await ask('media', { mediaTypes }))) throw denied();
      return getUserMedia(constraints);
    };
    devices.enumerateDevices = async () => {
      const found = await enumerateDevices();
      const isAllowed = { audio: await check('media', { mediaType: 'audio' }) };
      const isShown = (device) => !device.kind.startsWith('audio') || isAllowed.audio;
      return found.map((device) =>
        isShown(device) ? device : { kind: device.kind, deviceId: '', label: '', groupId: '' },
      );
    };
    devices.getDisplayMedia = async () => {
      throw new DOMException('Not supported', 'NotSupportedError');
    };
  }

  function gateOthers({ ask, check }) {
    Notification.requestPermission = async () => ((await ask('notifications', {})) ? 'granted' : 'denied');
    navigator.geolocation.getCurrentPosition = async (_success, failure) => {
      const message = (await ask('geolocation', {})) ? 'No position here' : 'User denied Geolocation';
      failure?.({ code: message.startsWith('User') ? 1 : 2, message });
    };
    const query = navigator.permissions.query.bind(navigator.permissions);
    const names = { microphone: 'media', camera: 'media' };
    const kinds = { microphone: { mediaType: 'audio' }, camera: { mediaType: 'video' } };
    navigator.permissions.query = async (descriptor) => {
      const status = await query(descriptor);
      const { name } = descriptor;
      const isAllowed = await check(names[name] ?? name, kinds[name] ?? {});
      Object.defineProperty(status, 'state', { value: isAllowed ? 'granted' : 'denied' });
      return status;
    };
  }

  peer.on('gates', (gates) => {
    gateMedia(gates);
    gateOthers(gates);
  });
}
