/* Letters that count, as `accord find` reads them: `fold` for one spelling, `loosen` for one sound in any script. */
const CYRILLIC = { а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", ђ: "d", е: "e", ё: "e", є: "ye", ж: "zh", з: "z", и: "i", і: "i", ї: "i", й: "y",
  ј: "j", к: "k", л: "l", љ: "l", м: "m", н: "n", њ: "n", о: "o", п: "p", р: "r", с: "s", т: "t", ћ: "c", у: "u", ў: "u", ф: "f", х: "kh", ц: "ts",
  ч: "ch", џ: "d", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya" };
const LETTERS = { ł: "l", ø: "o", đ: "d", ħ: "h", ı: "i", æ: "ae", œ: "oe", ґ: "г" };
const APOSTROPHES = /['’‘‛ʼʻʹ`´′＇]/g, HYPHENS = /[-‐-―−/]/g;
const SOUNDS = [["j", /dzh/g], ["h", /[kg]h|g/g], ["f", /ph/g], ["t", /th/g], ["ev", /eu/g], ["ks", /x/g], ["v", /w/g], ["k", /ck|q|c(?![ehiy])/g],
  ["s", /c(?=[eiy])/g], ["i", /[iyj]+/g], ["", /i(?=[aeou])/g]];

function fold(text) {
  const lowered = text.normalize("NFKC").toLowerCase().replace(/ß/g, "ss").replace(APOSTROPHES, "").replace(/[łøđħıæœґ]/g, (one) => LETTERS[one]);
  const letters = lowered.normalize("NFKD").replace(/\p{M}/gu, "");
  return letters.replace(HYPHENS, " ").replace(/[^\p{L}\p{N}\s]/gu, "").split(/\s+/).filter(Boolean).join(" ");
}
function loosen(word) {
  const latin = [...word].map((one) => CYRILLIC[one] ?? one).join("").replace(/[^a-z0-9]/g, "");
  return SOUNDS.reduce((text, [sound, spelling]) => text.replace(spelling, sound), latin).replace(/([a-z])\1+/g, "$1");
}
const loosened = (text) => fold(text).split(" ").map(loosen).filter(Boolean);
