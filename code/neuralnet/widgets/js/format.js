// Numbers as text.

/** A whole number as text: "13,002". */
export const whole = new Intl.NumberFormat("en").format;

/**
 * A number with its sign, as text: "+1.25", "−0.40". What rounds to 0 has none: "0.00".
 * @param {number} value
 * @param {number} [digits]
 */
export function signed(value, digits = 2) {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

/**
 * A number as text, with a real minus sign: "1.25", "−0.40".
 * @param {number} value
 * @param {number} [digits]
 */
export function decimal(value, digits = 2) {
  return signed(value, digits).replace("+", "");
}

/**
 * A digit with its article: "a 3", "an 8"; at the start of a sentence "A 3", "An 8".
 * @param {number} digit
 * @param {boolean} [begins]
 */
export function aDigit(digit, begins = false) {
  const article = digit === 8 ? "an" : "a";
  return `${begins ? article.replace("a", "A") : article} ${digit}`;
}
