import { type Problem, steps } from './descriptor';

/** Problems by the steps of their paths; `__errors` holds those of the place itself. */
export interface ErrorTree {
  __errors?: string[];
  [name: string]: ErrorTree | string[] | undefined;
}

/** What is wrong with a part and with everything in it. */
export const errorsIn = (tree: ErrorTree | undefined): string[] =>
  Object.entries(tree ?? {}).flatMap(([name, inner]) => (name === '__errors' ? (inner as string[]) : errorsIn(inner as ErrorTree)));

/** What is wrong with one pair of a map, whose name may hold points. */
export const errorsOfPair = (tree: ErrorTree | undefined, name: string): string[] =>
  errorsIn(steps(name).reduce<ErrorTree | undefined>((at, step) => at?.[step] as ErrorTree | undefined, tree));

/** Problems in the shape in which the form library wants them. */
export function errorTree(problems: Problem[]): ErrorTree {
  const tree: ErrorTree = {};
  for (const problem of problems) {
    let at = tree;
    for (const step of steps(problem.path)) {
      at = (at[step] ??= {}) as ErrorTree;
    }
    (at.__errors ??= []).push(problem.text + (problem.remedy ? `; ${problem.remedy}` : ''));
  }
  return tree;
}
