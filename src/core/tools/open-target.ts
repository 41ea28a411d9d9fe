import { realpath, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';
import type { FileScope } from '../files/named-file.ts';
import type { OpenPort } from '../ports.ts';
import { resolveTarget, type Target } from './target.ts';
import { type ToolPlan, type ToolSpec, toolSpec } from './tool-spec.ts';

export function openTargetTool(open: OpenPort, scope: () => FileScope): ToolSpec {
  return toolSpec({
    name: 'open_target',
    label: 'Open something',
    description: 'Opens an application, a file or a web address; the person is asked first.',
    risk: 'medium',
    acts: true,
    parameters: z.strictObject({
      target: z
        .string()
        .min(1)
        .max(1024)
        .describe('Name of an application or file, a path, or a web address.'),
    }),
    async plan({ target }, signal) {
      const resolved = await resolveTarget(target, scope(), signal);
      if (resolved.kind === 'path' && (await isProgram(resolved.path))) return programPlan(resolved.path);
      return openPlan(resolved, open);
    },
  });
}

function openPlan(target: Target, open: OpenPort): ToolPlan {
  switch (target.kind) {
    case 'url':
      return {
        question: `Shall I open ${target.shown}?`,
        detail: target.url,
        run: async () => {
          await open.url(target.url);
          return { speech: `I opened ${target.shown}.`, opened: target.url };
        },
      };
    case 'path':
      return {
        question: `Shall I open ${basename(target.path)}?`,
        detail: target.path,
        run: async () => {
          await requireUnchanged(target.path);
          await open.path(target.path);
          return { speech: `I opened ${basename(target.path)}.`, opened: target.path };
        },
      };
    case 'application':
      return {
        question: `Shall I start ${target.name}?`,
        detail: `The application ${target.name}.`,
        run: async () => {
          const started = await open.application(target.name);
          return { speech: `I started ${started}.`, opened: started };
        },
      };
  }
}

function programPlan(path: string): ToolPlan {
  return {
    risk: 'never',
    detail: `${basename(path)} is a program`,
    run() {
      throw new HarkError('denied', `${basename(path)} is a program; I do not run those.`);
    },
  };
}

const PROGRAM_EXTENSIONS = new Set(
  '.action .app .appimage .application .appref-ms .appx .bash .bat .bin .chm .cmd .com .command .cpl .csh .deb .desktop .diagcab .dmg .elf .exe .fileloc .fish .flatpakref .gadget .hlp .hta .inetloc .inf .jar .jnlp .js .jse .ksh .lnk .mjs .msc .msi .msix .msp .mst .out .pif .pkg .pl .prefpane .ps1 .psm1 .py .rb .reg .rpm .run .scf .scpt .scptd .scr .settingcontent-ms .sh .snap .terminal .tool .url .vb .vbe .vbs .webloc .workflow .ws .wsc .wsf .wsh .xll .zsh'.split(
    ' ',
  ),
);

/** The person said yes to this path as it was: rejects when something else, or a program, stands there now. */
async function requireUnchanged(path: string): Promise<void> {
  const now = await realpath(path).catch(() => undefined);
  if (now === path && !(await isProgram(path))) return;
  throw new HarkError('denied', `${basename(path)} changed since I asked, so I did not open it.`);
}

/** By its extension, or for files without one by the right to execute it. */
async function isProgram(path: string): Promise<boolean> {
  const extension = extname(path).toLowerCase();
  if (extension !== '') return PROGRAM_EXTENSIONS.has(extension);
  const entry = await stat(path);
  return entry.isFile() && (entry.mode & 0o111) !== 0;
}
