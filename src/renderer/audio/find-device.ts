/** A device as it was chosen. */
export type DeviceWish = { readonly deviceId: string; readonly label: string };

/**
 * The id that the chosen device has now: its own, or that of the one with its name, since browsers change ids. `undefined` is
 * the system's default, which was chosen or stands in for a device that is not there.
 */
export async function findDevice(
  kind: MediaDeviceKind,
  { deviceId, label }: DeviceWish,
): Promise<string | undefined> {
  if (deviceId === '') return undefined;
  const devices = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === kind);
  // Before the microphone was allowed once, neither ids nor names are told.
  if (devices.every((device) => device.deviceId === '')) return deviceId;
  const found =
    devices.find((device) => device.deviceId === deviceId) ??
    devices.find((device) => label !== '' && device.label === label);
  return found?.deviceId;
}
