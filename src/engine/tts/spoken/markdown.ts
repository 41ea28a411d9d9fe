import type { Rule } from './rule.ts';

/** Takes Markdown's marks away and keeps its words; list items and headings become sentences of their own. */
export const MARKDOWN_RULES: readonly Rule[] = [
  [/^[ \t]*(?:```|~~~).*$/gm, ''],
  // Rows of dashes: rules between paragraphs, and the line under a table's head.
  [/^[ \t|:*_=-]+$/gm, ''],
  [/!?\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/^[ \t]*(?:#{1,6}|[-*+•]|>+)[ \t]+/gm, ''],
  [/^[ \t]*\|(.*)\|[ \t]*$/gm, '$1'],
  [/[ \t]*\|[ \t]*/g, ', '],
  [/`+([^`]*)`+/g, '$1'],
  [/(\*\*|__|~~)(?=\S)(.+?)\1/g, '$2'],
  [/(?<![\w*])[*_](?=\S)([^*_\n]+?)[*_](?![\w*])/g, '$1'],
  [/<\/?[a-z][^>]*>/gi, ' '],
  // A line's end is a pause even where its writer set no mark.
  [/([^\s.!?,;:])[ \t]*\n+/g, '$1.\n'],
];
