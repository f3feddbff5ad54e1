// What the files of the labs hand to each other. TypeScript reads it; no page does.

/** A slider of a lab, and what it offers on the page (lab.py, Offer). */
export interface Offered {
  kind: "slider" | "span" | "menu" | "switch";
  label: string;
  texts: string[];
  at: number;
}

/** What the page knows of a lab at rest (lab.py, Lab.page). */
export interface LabPage {
  name: string;
  controls: Offered[];
  start: string;
}

/** A lab's answer (answer_files.py, Answer): what it draws, and what the picture shows. */
export type LabAnswer = { says: string } & (
  | { draw: "bars"; series: Record<string, number[]>; labels: string[]; xlabel: string }
  | { draw: "digits" | "signed"; images: number[]; titles: string[] }
  | { draw: "answers"; image: number[]; outputs: number[]; names: string[] }
  | LinesShown
);

export interface LinesShown {
  draw: "lines";
  x: number[];
  series: Record<string, number[]>;
  xlabel: string;
  ylabel: string;
}

/** A control of a lab: it begins at a choice, and has so many. */
export interface LabControl {
  nodes: HTMLElement[];
  count: number;
}
