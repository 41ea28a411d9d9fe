/** The name by which a chosen device is remembered, as ids change and names stay; `''` is the system's default. */
export function deviceName({
  deviceId,
  label,
}: {
  readonly deviceId: string;
  readonly label: string;
}): string {
  return deviceId === '' ? '' : label;
}
