export type { Json, JsonObject } from '@sluice/forms';
