/** What the host's REST speaks: made from its OpenAPI document, with the page's words for some of it. */
import type { Event, FlowGraph, RuleChain, RuleChainDocument, RuleNode, Status } from './rest';

export type { Json, JsonObject } from './json';
export type {
  CheckReport,
  CheckStep,
  Connection,
  Counters,
  Entity,
  FlowGraph,
  Integration,
  IntegrationType,
  Me,
  NodeType,
  Plugin,
  Problem,
  Role,
  Status,
  Tenant,
  User,
  Value,
} from './rest';

export type Chain = RuleChain;
export type ChainDocument = RuleChainDocument;
export type ChainNode = RuleNode;
/** Not the browser's kind of event. */
export type HostEvent = Event;
export type EventKind = Event['kind'];
export type FlowVertex = FlowGraph['vertices'][number];
export type StateName = Status['state'];
