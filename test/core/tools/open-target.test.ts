import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openToolBench } from '../support/tool-bench.ts';

describe('opening', () => {
  it.each([
    ['https://example.org/a', 'url https://example.org/a', 'Shall I open example.org?'],
    ['example.com', 'url https://example.com/', 'Shall I open example.com?'],
    ['example dot com', 'url https://example.com/', 'Shall I open example.com?'],
    ['mailto:anna@example.org', 'url mailto:anna@example.org', 'Shall I open anna@example.org?'],
    ['mailto:a%zz@example.org', 'url mailto:a%zz@example.org', 'Shall I open a%zz@example.org?'],
    ['mailto:%E2%80%AEgro@a.org', 'url mailto:%E2%80%AEgro@a.org', 'Shall I open gro@a.org?'],
    ['https://аpple.com', 'url https://xn--pple-43d.com/', 'Shall I open xn--pple-43d.com?'],
    ['calculator', 'application calculator', 'Shall I start calculator?'],
    ['the documents folder', 'path DOCUMENTS', 'Shall I open Documents?'],
    ['report.pdf', 'path DOCUMENTS/report.pdf', 'Shall I open report.pdf?'],
    ['~/Documents/report.pdf', 'path DOCUMENTS/report.pdf', 'Shall I open report.pdf?'],
  ])('%s asks first, and then opens exactly what was asked about', async (target, opened, question) => {
    const { call, questionOf, ports, documents } = await openToolBench();
    writeFileSync(join(documents, 'report.pdf'), '%PDF');
    const expected = opened.replace('DOCUMENTS', documents);
    const shown = await questionOf('open_target', { target });
    expect(shown.question).toBe(question);
    if (!expected.startsWith('application')) expect(shown.detail).toBe(expected.replace(/^\w+ /, ''));
    expect(await call('open_target', { target }, false)).toMatchObject({ asked: true });
    expect(ports.opened).toEqual([]);
    await call('open_target', { target });
    expect(ports.opened).toEqual([expected]);
  });

  it.each([
    ['javascript:alert(1)', 'I only open web and mail addresses.'],
    ['file:///etc/passwd', 'I only open web and mail addresses.'],
    ['https://bank.example@evil.test/', 'That address holds a user name, which can hide where it leads.'],
    ['/etc/passwd', 'passwd is not in a folder I may look into.'],
    ['../secret', 'secret is not in a folder I may look into.'],
    ['none.pdf', 'I found no file called none.pdf.'],
    ['a\nb', 'That cannot be opened.'],
    ['mailto:a@example.org?attach=/etc/passwd', 'That address would attach a file.'],
    ['mailto:a@example.org?subject=x&Attachment=~/a', 'That address would attach a file.'],
    ['Documents/Evil.app', 'I found no file called Documents/Evil.app.'],
    ['~/Documents/run.terminal', 'run.terminal is a program.'],
    ['~/Documents/setup.exe', 'I am not allowed to do that. setup.exe is a program.'],
    ['~/Documents/tool', 'I am not allowed to do that. tool is a program.'],
  ])('%j is refused without a question', async (target, why) => {
    const { call, ports, documents } = await openToolBench();
    writeFileSync(join(ports.folders.home, 'secret'), '');
    for (const name of ['setup.exe', 'tool', 'run.terminal']) {
      writeFileSync(join(documents, name), 'MZ');
      chmodSync(join(documents, name), 0o755);
    }
    const { asked, speech } = await call('open_target', { target });
    expect(asked).toBe(false);
    expect(speech).toContain(why);
    expect(ports.opened).toEqual([]);
  });

  it('opens what was shown even when the file is replaced by another meanwhile', async () => {
    const { ports, documents, tools } = await openToolBench();
    mkdirSync(join(documents, 'sub'));
    writeFileSync(join(documents, 'report.pdf'), '%PDF');
    const tool = tools.find((entry) => entry.name === 'open_target');
    const context = { callId: 'c', signal: new AbortController().signal } as never;
    await tool?.needsApproval({ target: 'report' }, context);
    writeFileSync(join(documents, 'report'), 'a better match');
    await tool?.execute({ target: 'report' }, context);
    expect(ports.opened).toEqual([`path ${join(documents, 'report.pdf')}`]);
  });

  it.skipIf(process.platform === 'win32')('opens nothing that took the place of what was shown', async () => {
    const { ports, documents, tools } = await openToolBench();
    const [shown, program] = [join(documents, 'report.pdf'), join(documents, 'setup.exe')];
    writeFileSync(shown, '%PDF');
    writeFileSync(program, 'MZ');
    const tool = tools.find((entry) => entry.name === 'open_target');
    const context = { callId: 'c', signal: new AbortController().signal } as never;
    await tool?.needsApproval({ target: 'report.pdf' }, context);
    rmSync(shown);
    symlinkSync(program, shown);
    await expect(tool?.execute({ target: 'report.pdf' }, context)).rejects.toMatchObject({
      reason: 'denied',
    });
    expect(ports.opened).toEqual([]);
  });

  it('opens nothing that could not be shown when the question was due', async () => {
    const { ports, documents, tools } = await openToolBench();
    const tool = tools.find((entry) => entry.name === 'open_target');
    const context = { callId: 'c', signal: new AbortController().signal } as never;
    expect(await tool?.needsApproval({ target: 'late.pdf' }, context)).toBe(false);
    writeFileSync(join(documents, 'late.pdf'), '%PDF');
    await expect(tool?.execute({ target: 'late.pdf' }, context)).rejects.toMatchObject({ reason: 'denied' });
    expect(ports.opened).toEqual([]);
  });

  it('opens nothing whose question was crowded out by many others', async () => {
    const { ports, tools } = await openToolBench();
    const tool = tools.find((entry) => entry.name === 'open_target');
    const contextOf = (callId: string) => ({ callId, signal: new AbortController().signal }) as never;
    for (let call = 0; call < 40; call += 1) {
      await tool?.needsApproval({ target: 'example.com' }, contextOf(`c${call}`));
    }
    await expect(tool?.execute({ target: 'example.com' }, contextOf('c0'))).rejects.toMatchObject({
      reason: 'denied',
    });
    expect(ports.opened).toEqual([]);
  });
});
