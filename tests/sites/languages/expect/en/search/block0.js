keikaku.block(0,[
["en/index.html","","pages","Plans of the town",[["","","前の計画 City of Mihon Specimen plan City of Mihon Plans of the town About this site お知らせ ようこそ。"]]],
["en/pages/about.html","","pages","About this site",[["","","計画を載せています。"]]],
["en/search.html","","","?",[]],
["en/town/chapters/index.html","town","chapters","Specimen plan chapter",[["","","Purpose 進めかた"]]],
["en/town/chapters/purpose.html","town","chapters","Purpose",[["","","なぜつくるか。 1 Why"],["why","Why","For the town (町), with 助け合う."]]],
["en/town/chapters/ways.html","town","chapters","進めかた",[["","","話し合います。"]]],
["en/town/goals/help.html","town","goals","助け合う",[["","","Plan 1 施策 and 助け合う 2 citizens"]]],
["en/town/goals/index.html","town","goals","Specimen plan goal",[["","","Look out for each other 助け合う"]]],
["en/town/goals/watch.html","town","goals","Look out for each other",[["","","Plan 1 施策 and Look out for each other 2 citizens Planning Division"]]],
["en/town/index.html","town","plans","Specimen plan",[["","","まだ訳のない一文です。 About the plan: see Look out for each other, 助け合う and the old plan. City of Mihon Planning Division Lists Lists Lists"]]],
["en/town/indicators/calls.html","town","indicators","Calls",[["","","30 calls in total calls"]]],
["en/town/indicators/groups.html","town","indicators","団体の数",[["","","5団体 団体"]]],
["en/town/indicators/index.html","town","indicators","Specimen plan indicator",[["","","Walks Calls 団体の数"]]],
["en/town/indicators/walks.html","town","indicators","Walks",[["","","about 12,000 walks walks at least 20,000 walks a year"]]]
])
