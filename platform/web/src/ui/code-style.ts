import { HighlightStyle } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** Colours of code on a dark ground. */
export const darkCode = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: '#c792ea' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: '#a8d98a' },
  { tag: [tags.number, tags.bool, tags.null], color: '#f5b06b' },
  { tag: tags.comment, color: '#8fa1ad', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.attributeName], color: '#7fb4ff' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: '#82d2ff' },
  { tag: [tags.typeName, tags.className], color: '#f0ce7a' },
]);
