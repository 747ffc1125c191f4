/** What `npx duet` says about itself: every command, in the order in which an operator meets them. */
export const usage = `npx duet <command>

  start                                   install, build and run
  setup-link                              print a new link to claim the installation; the older ones end
  key create [--role owner] [--name x]    print a new API key (--workspace id: not of the oldest workspace)
  forget-keys                             forget the stored keys of language models and the headers of tools, when the secret key is lost
  import <file> [--part train|test]       import labelled questions (CSV text,category[,answer] or JSON Lines)
  train [--seed n] [--note x] [--backend id ...] [--search trials [--minutes n]]
                                          train on the labelled questions; --search looks for better settings first
  model export <run> [--out file]         write a trained model to a file, with its report
  model import <file> [--note x]          take a trained model in from a file
  replay <file> [--site id] [--paired] [--rated-share x] [--seed n] [--concurrency n] [--limit n]
                                          play labelled questions as visitors
  report <file> [--unit id [--visitor id]]
                                          compute a report file's numbers again and say whether they are the same;
                                          --unit says what a visitor or conversation draws, by the salts in the file
  help                                    print this

import, train, model and replay talk to the running server: --url (default the public address), --key or DUET_API_KEY.`;
