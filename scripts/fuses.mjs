// `node scripts/fuses.mjs <binary>`: burns Hark's fuses into a copy of Electron, before it is signed and shipped.
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { runScript } from './lib/run.mjs';

/** Every fuse is named, so that one which a new Electron brings stops the script instead of keeping its default. */
const FUSES = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The engine runs in a utility process; nobody else is to have a Node with our name and permissions.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from app://, so file:// needs no rights.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // The recogniser and the voices are WebAssembly; without traps every memory access would be checked in software.
  [FuseV1Options.WasmTrapHandlers]: true,
};

if (import.meta.main) {
  await runScript(async () => {
    const [binary] = process.argv.slice(2);
    if (binary === undefined) throw new Error('Name the Electron binary: node scripts/fuses.mjs <binary>');
    await flipFuses(binary, FUSES);
  });
}
