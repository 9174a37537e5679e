/** The first count of runs of a finding in the ink of overfitting: "53 of 97 runs overfit." */
export function MarkedSentence({ sentence }: { sentence: string }) {
  const found = /^[\d,]+ of [\d,]+ runs?/.exec(sentence);
  if (!found) return sentence;
  return (
    <>
      <b className="font-semibold text-overfitting">{found[0]}</b>
      {sentence.slice(found[0].length)}
    </>
  );
}
