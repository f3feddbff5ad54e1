// What the modules hand to each other and to the figures. TypeScript reads it; no page does.

/** A list of numbers: an array or one of the typed ones. */
export interface Numbers extends Iterable<number> {
  readonly length: number;
  [place: number]: number;
  map(change: (value: number, place: number) => number): Numbers;
  forEach(use: (value: number, place: number) => void): void;
  every(holds: (value: number, place: number) => boolean): boolean;
  reduce(join: (total: number, value: number) => number): number;
  reduce<Total>(join: (total: Total, value: number, place: number) => Total, start: Total): Total;
  slice(start?: number, end?: number): Numbers;
}

/** A place or a move, right and down. */
export type Point = [number, number];

/** An activation function by its name; "step" is known to a single neuron only. */
export type Activation = "sigmoid" | "tanh" | "relu" | "identity" | "softmax" | "step";

export interface Layer {
  inputs: number;
  neurons: number;
  activation: Activation;
  weights: Float64Array;
  biases: Float64Array;
}

export interface Network {
  sizes: number[];
  hidden: Activation;
  output: Activation;
  parameters: Float64Array;
  layers: Layer[];
}

/** A layer of `count` maps over `before` maps of `side` by `side` numbers. */
export interface MapLayer {
  count: number;
  before: number;
  side: number;
  weights: Float64Array;
  biases: Float64Array;
}

/** A convolutional network: layers of maps, and outputs that are connected to all of the last. */
export interface Convolution {
  maps: number[];
  parameters: Float64Array;
  layers: MapLayer[];
  inputs: number;
  weights: Float64Array;
  biases: Float64Array;
}

/** What a forward pass of maps leaves behind: see `forwardMaps`. */
export interface MapPass {
  maps: Numbers[];
  places: Point[][];
  outputs: Numbers;
}

/** What a forward pass leaves behind: see `forward`. */
export interface Pass {
  activations: Numbers[];
  sums: Numbers[];
  places: number[][];
}

export type Cost = "quadratic" | "cross-entropy";

export interface Measured {
  cost: number;
  accuracy: number;
}

/** An image of a batch: which of those whose ink is listed, and what it is. */
export interface InkRow {
  ink: Ink;
  place: number;
  label: number;
}

/** A batch on its way: see `makePassage`. */
export interface Passage {
  network: Network;
  room: number;
  activations: Float64Array[];
  slopes: Float64Array[];
}

export interface Trainer {
  passage: Passage;
  network: Network;
  cost: Cost;
  learningRate: number;
  momentum: number;
  gradient: Network;
  velocity: Float64Array;
}

/** Where one layer of windows has its numbers while an image passes through: see `makeMapPassage`. */
export interface MapRoom {
  across: number;
  half: number;
  before: number;
  count: number;
  sums: Float64Array;
  best: Int32Array;
  values: Float64Array;
  slopes: Float64Array;
  rows: Float64Array;
  columns: Float64Array;
  added: Float64Array;
}

export interface MapPassage {
  network: Convolution;
  rooms: MapRoom[];
  image: Float64Array;
  last: Float64Array;
  lastAdded: Float64Array;
  along: Float64Array;
}

export interface MapTrainer {
  passage: MapPassage;
  network: Convolution;
  learningRate: number;
  momentum: number;
  gradient: Convolution;
  velocity: Float64Array;
}

/** Where a knob hangs: its layer (from 0), neuron and input; a bias has the input -1. */
export interface Knob {
  layer: number;
  neuron: number;
  input: number;
}

/** Images and their labels, as bytes. */
export interface Digits {
  images: Uint8Array;
  labels: Uint8Array;
}

/** The pixels of many images that are not 0: see `inkOf`. */
export interface Ink {
  starts: Uint32Array;
  places: Uint16Array;
  values: Float64Array;
}

/** Red, green, blue from 0 to 255, and how opaque from 0 to 1. */
export type Colour = number[];

/** The colours of tokens.css, as a canvas takes them. */
export interface Palette {
  ink: string;
  ink2: string;
  rule: string;
  hairline: string;
  surface?: string;
  paper?: string;
  ground?: string;
  add: string;
  take: string;
  hand: string;
  right: string;
}

/** What a drawing is given: see `drawOnChange`. */
export interface Page {
  width: number;
  ink: string;
  palette: Palette;
  unit: number;
}

export interface Scale {
  at(value: number): number;
  value(place: number): number;
  domain: [number, number];
  range: [number, number];
}

export interface Spot {
  x: number;
  y: number;
}

export interface Circle extends Spot {
  radius: number;
}

/** The values of an element's attributes: false leaves one out, true sets one without a value. */
export type Attributes = Record<string, string | number | boolean>;

export interface Range {
  min: number;
  max: number;
  step: number;
}

/** The controls: each has its node, and `show`, which moves it to where the model is. */
export interface Slider {
  node: HTMLElement;
  input: HTMLInputElement;
  show(value: number, text: string): void;
}

export interface Choice<Value> {
  node: HTMLElement;
  inputs: HTMLInputElement[];
  show(value: Value): void;
}

export interface Stepper {
  node: HTMLElement;
  input: HTMLInputElement;
  show(value: number): void;
}

export interface PlayBar {
  node: HTMLElement;
  round: HTMLButtonElement;
  one: HTMLButtonElement;
  show(playing: boolean, name?: string): void;
}

export interface DragHandle {
  node: HTMLElement;
  input: HTMLInputElement;
  show(x: number, y: number, value: number, text: string): void;
}

export interface Toggle {
  node: HTMLElement;
  show(on: boolean): void;
}

/** Text that is seen at once, and spoken when it has stopped changing. */
export interface Announcer {
  nodes: [HTMLElement, HTMLElement];
  say(text: string): void;
}

/** A line of text on a bar that is so long, from 0 to 1, and blue or orange. */
export interface BarLine {
  text: string;
  share: number;
  negative: boolean;
}

/** What is to be drawn with a pointer: see `drawWithPointer`. */
export interface PointerDrawing {
  zone: HTMLElement;
  field?: HTMLElement;
  surface: HTMLElement;
  size: number;
  start(point: Point): void;
  move(from: Point, to: Point): void;
  end(): void;
}

/** A cursor that keys move: where it is, and whether it draws. */
export interface Cursor {
  at: Point;
  down: boolean;
}

/** What is to be drawn with the keys: see `drawWithKeys`. */
export interface KeyDrawing {
  surface: HTMLElement;
  size: number;
  from: Point;
  edge?: number;
  toggles?: boolean;
  keys?: Record<string, () => void>;
  move(from: Point, to: Point): void;
  show(cursor: Cursor | null): void;
}

/** An axis: where its ticks are, and from where to where its hairlines go. */
export interface Axis {
  side: "bottom" | "left";
  ticks: number[];
  across: number[];
  unit?: string;
  text?: (tick: number) => string;
}

/**
 * What a board shows: see `paintBoard`. Its height and margins are in sixteenths of a rem. What
 * `still` paints over the axes depends on the field's other values alone: `of` holds what it shows.
 */
export interface Field {
  height: number;
  left?: number;
  right?: number;
  x: number[];
  y: number[];
  logX?: boolean;
  logY?: boolean;
  ticksX?: number[];
  ticksY?: number[];
  textX?: (tick: number) => string;
  textY?: (tick: number) => string;
  unitX?: string;
  unitY?: string;
  across: string;
  up: string;
  still?: (board: Board) => void;
  of?: any;
}

/** A board that was painted: where its sides are, in CSS pixels. */
export interface Board {
  context: CanvasRenderingContext2D;
  x: Scale;
  y: Scale;
  left: number;
  right: number;
  top: number;
  bottom: number;
  unit: number;
  narrow: boolean;
}

/** Cells in rows of so many columns, each so many CSS pixels large. */
export interface Cells extends Spot {
  cell: number;
  columns: number;
  count: number;
}

/** What some ways of spoiling an image need besides: random numbers, another image. */
export interface Spoiling {
  random?: () => number;
  other?: Numbers;
}

/** What is done to knobs: see `alteredNetwork`. */
export interface Alterations {
  turned: Record<string, number>;
  broken: Iterable<number>;
  noise: number;
  silenced: Iterable<number[]>;
}

export type Landscape = "curve" | "valley";

/** What a figure is framed with: see `makeFrame`. */
export interface Framing {
  name: string;
  ground: "stage" | "paper";
  title?: string;
  label: string;
  onReset?: () => void;
}

/** One person's digits, as bytes: see handwriting.py. */
export interface Hand {
  writer: string;
  labels: number[];
  drawings: Uint8Array;
}
