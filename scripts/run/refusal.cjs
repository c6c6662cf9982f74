/** Something a person can mend: one clear sentence, printed without a stack trace. */
class Refusal extends Error {}

module.exports = { Refusal };
