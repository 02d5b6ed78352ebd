//! What people of the demo desk write about. `{v}` is a version, `{n}` a
//! number, `{h}` a host or place, `{who}` the customer's first name.

/// A story: what the customer asks and how it goes on.
#[derive(Debug)]
pub struct Story {
    /// The product's code, see [`super::data::PRODUCTS`].
    pub product: &'static str,
    /// The ticket type's name.
    pub kind: &'static str,
    /// `urgent`, `high`, `normal`, `low`.
    pub priority: &'static str,
    /// The ticket's subject.
    pub subject: &'static str,
    /// The customer's first message.
    pub ask: &'static str,
    /// The first answer.
    pub answer: &'static str,
    /// What the customer says to that.
    pub follow: &'static str,
    /// How it ends.
    pub solution: &'static str,
    /// What agents say to each other, if anything.
    pub note: &'static str,
    /// Tags, separated by blanks.
    pub tags: &'static str,
}

macro_rules! stories {
    ($($product:literal $kind:literal $priority:literal $tags:literal
       $subject:literal $ask:literal $answer:literal $follow:literal $solution:literal $note:literal;)*) => {
        &[$(Story {
            product: $product,
            kind: $kind,
            priority: $priority,
            tags: $tags,
            subject: $subject,
            ask: $ask,
            answer: $answer,
            follow: $follow,
            solution: $solution,
            note: $note,
        }),*]
    };
}

/// Stories in English.
pub const ENGLISH: &[Story] = stories! {
    "AEG" "Incident" "urgent" "vpn outage"
    "All site-to-site tunnels down since {v} update"
    "Hello,\n\nwe installed {v} last night. Since 06:40 all {n} tunnels from {h} are down. The log says \"no proposal chosen\". Our warehouses cannot book goods.\n\nPlease call me as soon as you can.\n\n{who}"
    "Hello {who},\n\nI am on it. {v} removed the old 3DES proposal. Could you send me the output of `aegis tunnel show --verbose` from both ends? Until then you can go back with `aegis rollback`; it takes about two minutes."
    "Rollback worked, tunnels are up again, thank you. The output is attached below. We would still like to get to {v} before the audit."
    "Hello {who},\n\nboth ends now offer AES-256-GCM; I have put the four lines to change into a script for you. After that {v} connects without a rollback. I am closing this; a reply opens it again."
    "Third one this week after {v}. Asked engineering to put a warning into the release notes.";
    "AEG" "Incident" "high" "firewall"
    "Firewall drops large downloads from {h}"
    "Downloads above about {n} MB from {h} stop at a random point. Small files are fine. Nothing in the log that I understand.\n\nRegards,\n{who}"
    "Thanks for the report, {who}. That looks like the content scanner's size limit. Could you tell me whether it also happens with scanning off for your own address?"
    "With scanning off it works. We cannot leave it like that though."
    "The limit was 512 MB and the scanner gave up silently, which is a fault of ours. 7.4.2 streams large files. It is on your update server now."
    "Fault in our scanner: this one must not cost a credit.";
    "AEG" "Question" "normal" "licence"
    "How many remote users does our licence cover?"
    "Hi, we are about to add {n} people in {h}. Does our licence for Aegis cover them or do we need a new one?\n\n{who}"
    "Hi {who}, your contract covers the band up to 250 remote users; you use 212 today. I can have sales call you if you expect more."
    "That is enough for this year, thanks."
    "Good, then nothing changes. You find the number any time under Licence in the Aegis console."
    "";
    "AEG" "Service request" "normal" "rules"
    "Please review rule set for new branch {h}"
    "Hello, before we open {h} next week, could somebody look over the {n} rules we prepared? Export is attached.\n\nBest,\n{who}"
    "Hello {who}, I have it and will go through it today. Which of the services must be reachable from outside?"
    "Only the booking page on 443. Everything else is internal."
    "Done. Rules 14 and 31 let more in than you want, both are corrected in the file I send back. Good luck with the opening."
    "";
    "VPN" "Incident" "high" "login"
    "VPN client asks for password again and again after {v}"
    "Since {v} the VPN client of about {n} colleagues asks for the password in a loop. They work from {h} and cannot reach anything.\n\n{who}"
    "Sorry about that, {who}. {v} does not read the old credential store on Windows 11 24H2. Deleting the folder `AegisVPN\\cache` once ends the loop; a fixed client follows."
    "That helped for most of them. Two still have it."
    "Those two had a second profile with a space in its name. Fixed build {v}-1 is on the download page and handles that too."
    "Known issue VPN-{n}.";
    "VPN" "Question" "low" "docs"
    "Split tunnelling for printers?"
    "Is there a way to reach the printer at home while connected? I found nothing in the manual.\n\nThanks\n{who}"
    "Yes: allow \"local network\" in the profile, page 31 of the guide. Your administrator may have forbidden it, I can look if you tell me the profile."
    "Profile is \"Staff\". Please have a look."
    "It was off in \"Staff\". Your administrator agreed and switched it on for 192.168.0.0/16."
    "";
    "ERP" "Incident" "urgent" "posting month-end"
    "Month-end posting stops with error 4711"
    "Posting of period {n} stops with \"4711 balance not zero\" since this morning. We have to report tomorrow noon.\n\n{who}, {h}"
    "Hello {who}, I see the job. Please do not restart it. I am comparing the two ledgers now and will write within the hour."
    "Thank you. The auditors are asking, any estimate?"
    "A currency revaluation was posted twice by a retry. I reversed the second, with a document you can show the auditors. Posting went through at 14:20."
    "Retry without idempotency in the revaluation job. Escalated as a defect.";
    "ERP" "Incident" "high" "performance"
    "Order list takes {n} seconds to open in {h}"
    "The list of open orders needs {n} seconds in {h}, in the head office it is instant. It was fine until about two weeks ago."
    "Thank you. Could you open it once with the clock icon (top right) on and send me the number under \"database\"?"
    "Database says 180 ms. Network says the rest."
    "The branch's proxy stopped compressing. After the change your list opens in under a second, I tried it from here."
    "";
    "ERP" "Question" "normal" "reporting"
    "Report of open items per customer and age"
    "Which report gives open items per customer, grouped by 30/60/90 days? {h} made one in a spreadsheet and it is wrong.\n\n{who}"
    "It is FR-210, \"Aged receivables\". Choose the key date and the company code; the age bands are in the second tab."
    "Found it. Can it be mailed every Monday?"
    "Yes: Save as variant, then Schedule. I have set it up for you for Mondays 06:00 as an example; change it as you like."
    "";
    "ERP" "Service request" "low" "users"
    "New users for the summer trainees in {h}"
    "We get {n} trainees in {h} on the 1st. Could you tell us how to create them in one go?"
    "There is an import for that: Users, Import, with the sheet from the same page. Roles can be given by name."
    "Worked, only one name was refused."
    "The refused one has a trailing blank in the role. Corrected, all of them can sign in."
    "";
    "POS" "Incident" "urgent" "tills outage"
    "Tills in {h} offline, long queues"
    "All {n} tills in {h} say \"no connection\". The router is up. It is Saturday, please hurry!"
    "We see it. The certificate of your shop server ran out at 09:00. I renew it now; tills sell offline meanwhile: press F9, then Continue."
    "Offline mode works, thank you! Will the sales be sent later?"
    "Yes, all {n} tills have sent their sales by 11:12, sums agree. I have added your shop server to our expiry watch."
    "Add certificate expiry to the health check of this customer.";
    "POS" "Incident" "high" "printer"
    "Receipts print without tax line"
    "Since {v} our receipts in {h} have no tax line any more. That is not legal here.\n\n{who}"
    "You are right, and it is serious. Is it every receipt, or only those paid by card?"
    "Only card."
    "The card template of {v} lacked the field. Corrected template is on all tills since 16:05; receipts can be reprinted from the journal."
    "Our own defect, refund the credit.";
    "POS" "Question" "low" ""
    "Change the text at the end of the receipt"
    "How do I change \"Thank you for your visit\" for the holidays?"
    "Settings, Receipts, Footer. It takes effect after the till is restarted."
    "Perfect."
    "Happy holidays!"
    "";
    "CRM" "Incident" "normal" "import"
    "Import of contacts skips rows"
    "I imported a sheet with {n} contacts and only about half arrived. No message why.\n\n{who}"
    "Rows without a country are skipped, and it does not say so, which is poor. The log under Imports lists them; I attach yours."
    "Ah, all the German ones. Added the country and it worked."
    "Good. I have asked for a visible summary after each import."
    "";
    "CRM" "Question" "normal" "pipeline"
    "Probability per stage"
    "Can the probability of a stage differ by team? {h} sells differently from us."
    "Yes, since {v}: Pipelines can have a copy per team. Your existing deals stay where they are."
    "Could you switch it on for us?"
    "Switched on. Team {h} has its own copy now, with the same numbers to begin with."
    "";
    "CRM" "Service request" "low" "export gdpr"
    "Export of everything we hold about one person"
    "We have a request under article 15 and need everything we hold about one person, by {n} days from now."
    "There is a function for it: Contact, More, Data export. It includes mails, notes and files."
    "Does it include deleted notes?"
    "No; what is deleted is gone after 30 days. The export says so on its first page, which is what regulators want to see."
    "";
    "MOB" "Incident" "high" "sync"
    "App shows yesterday's visits"
    "Our field people in {h} see yesterday's plan on their phones. Pulling down changes nothing. {n} people affected."
    "Thanks {who}. Please ask one of them for Settings, About: what does \"last sync\" say?"
    "It says 03:12 and \"token expired\"."
    "The token's renewal failed after the password policy changed. Signing out and in once helps; {v} renews it by itself."
    "";
    "MOB" "Question" "low" ""
    "Offline maps on tablets"
    "Do the tablets keep maps offline? Coverage in {h} is bad."
    "Yes, for the regions you choose: Menu, Maps, Download. Plan about 300 MB per region."
    "Thanks, that will do."
    "You are welcome."
    "";
    "TWB" "Incident" "urgent" "restore"
    "Restore of file server fails at {n} %"
    "We lost the file server of {h} and the restore stops at {n} % with \"chunk missing\". This is an emergency."
    "{who}, I am with you until this is solved. Do not start it again. The second copy at the other site is whole, I have verified the chunk list. I am starting the restore from there."
    "It is running, 40 % now. Please stay in touch."
    "Restored at 03:40, checksums of all files agree. The missing chunk was on a disk that reported errors for two weeks; please replace it, serial number in the attachment."
    "Disk alerts went to a mailbox nobody reads. Ask them for a second address.";
    "TWB" "Incident" "high" "schedule"
    "Nightly backup did not run in {h}"
    "The job \"{h} nightly\" has not run for {n} nights. No mail either."
    "The agent there is at {v} and stopped after the clock was changed by an hour. It runs again since I restarted it. Are the reports expected by mail?"
    "Yes, to the IT group."
    "The group's address had a typo since March. Corrected, and a test report went out. Please check that it arrived."
    "";
    "TWB" "Question" "normal" "retention"
    "Retention: what is kept after {n} months?"
    "Our auditor asks what is kept how long. The policy says {n} months, the console shows more."
    "The console shows what is still there because of the yearly copy. I attach the table that auditors usually accept."
    "That is exactly what she wanted."
    "Glad to hear."
    "";
    "TWA" "Incident" "normal" "search"
    "Archive search finds nothing before {n}"
    "Searching mails from before {n} gives no result, though we archived them."
    "The index of these years is on the old volume, which is mounted read only. I am rebuilding it; that takes until tomorrow."
    "No hurry."
    "Index complete, 4.1 million mails. Your example is found."
    "";
    "BCN" "Incident" "high" "alerts"
    "Alerts arrive {n} minutes late"
    "Since Monday alerts from {h} come about {n} minutes late. Useless for us.\n\n{who}"
    "Understood. The collector in {h} has a queue of 80,000 events; somebody switched on debug logging on the switches there. May I filter it?"
    "Yes please."
    "Filtered, queue empty, alerts are back under ten seconds. The filter is listed under Rules so that you can see it."
    "";
    "BCN" "Question" "normal" "api"
    "Rate limit of the metrics API"
    "We get 429 after about {n} calls per minute. Can that be raised?"
    "The limit is 600 a minute per token. For your dashboards the bulk call is better: one call for up to 500 series. Example attached."
    "The bulk call brought it down to 4 calls. Thanks!"
    "Even better."
    "";
    "BCN" "Service request" "low" "training"
    "Training for {n} new colleagues"
    "Could we book the Beacon basics training for {n} people in {h}?"
    "Gladly. Free dates: the 12th and the 19th, both 09:00 to 13:00 your time."
    "The 19th please."
    "Booked, invitations are out."
    "";
    "EDG" "Incident" "high" "hardware rma"
    "Edge sensor {n} reports -40 °C"
    "Sensor {n} in {h} reports -40 °C since yesterday. It is in the server room, so no."
    "That is a broken probe. It is under warranty, I send a new one today; please put the old one into the same box."
    "Arrived and fitted, reads 22.4 °C."
    "Good. Return registered, nothing more to do for you."
    "Batch 2291 again, third return.";
    "EDG" "Question" "low" "hardware"
    "Battery life of edge sensors in the cold"
    "We want to put {n} sensors into the cold store at -25 °C. What battery life may we expect?"
    "About 14 months instead of 36, if they report every five minutes. Reporting every 15 minutes makes it 24."
    "Then 15 minutes it is."
    "I have put the profile \"Cold, 15 min\" into your account."
    "";
    "QDS" "Incident" "normal" "preview"
    "Preview of drawings stays grey"
    "Previews of DWG files stay grey for about {n} files. PDF is fine."
    "Those were saved with the 2025 format. {v} can show them; your server is two versions behind. May I plan the update for Thursday evening?"
    "Thursday is good."
    "Updated at 19:30, previews are being made, 900 of 1,200 done."
    "";
    "QDS" "Incident" "urgent" "outage"
    "Document server: nobody can open files"
    "Nobody in {h} can open any document since {n} minutes. Error 503."
    "I see it: the disk of the database is full. I am freeing space now, five minutes."
    "It is back. What happened?"
    "A trace that was switched on in spring filled the disk. It is off, 180 GB are free, and Beacon warns at 80 % from now on."
    "Was on our side (trace left on after case {n}). No credit for this one.";
    "SGN" "Question" "normal" "legal"
    "Are advanced signatures enough for leases in {h}?"
    "Our lawyer asks whether the advanced signature is enough for leases in {h} or whether we need qualified ones."
    "We may not give legal advice, but here is the table of formats by country with its sources; your lawyer will see at once."
    "He is satisfied, thank you."
    "Good to hear."
    "";
    "SGN" "Incident" "high" "signing"
    "Signers get the code too late"
    "The SMS codes come after {n} minutes, by then the session is over."
    "The operator in {h} has a disturbance. I have switched your account to the second operator; codes arrive within seconds in my tests."
    "Confirmed, works."
    "We leave it on the second operator until the first is stable for a week."
    "";
};

/// Stories in Chinese.
pub const CHINESE: &[Story] = stories! {
    "AEG" "Incident" "urgent" "vpn outage"
    "升级到 {v} 后所有站点隧道中断"
    "您好，\n\n昨晚升级到 {v} 之后，{h} 的 {n} 条隧道从早上 6:40 起全部中断，日志显示“no proposal chosen”。仓库无法入库，请尽快处理。\n\n{who}"
    "{who}，您好！\n\n已经在处理。{v} 移除了旧的 3DES 套件。请把两端 `aegis tunnel show --verbose` 的输出发给我；在此之前可以先用 `aegis rollback` 回退，大约两分钟。"
    "回退后恢复了，谢谢。输出见下。审计之前我们还是希望升级到 {v}。"
    "{who}，您好！两端已改为 AES-256-GCM，需要修改的四行我写成了脚本。之后可直接升级。先关闭此工单，回复即可重新打开。"
    "本周第三起，已请研发在发布说明里加警告。";
    "AEG" "Question" "normal" "licence"
    "授权覆盖多少远程用户？"
    "我们准备在{h}新增 {n} 名员工，请问现有授权够用吗？\n\n{who}"
    "您好，您的合同包含 250 个远程用户档位，目前使用 212 个。如预计会超过，我可以请销售联系您。"
    "今年够用了，谢谢。"
    "好的。随时可以在控制台的“授权”页查看数量。"
    "";
    "VPN" "Incident" "high" "login"
    "客户端反复要求输入密码"
    "更新到 {v} 后，大约 {n} 位同事的客户端反复要求输入密码，他们在{h}办公，无法访问任何系统。"
    "很抱歉。{v} 在 Windows 11 24H2 上读不到旧的凭据。删除一次 `AegisVPN\\cache` 文件夹即可；修复版很快发布。"
    "大部分好了，还有两位不行。"
    "这两位的配置文件名里有空格。修复版 {v}-1 已上传，可以正常处理。"
    "";
    "ERP" "Incident" "urgent" "posting month-end"
    "月末过账报错 4711"
    "第 {n} 期过账从今天早上起报“4711 余额不为零”，明天中午前要上报。\n\n{who}，{h}"
    "{who}，您好，我看到任务了，请先不要重新启动。我正在核对两个账套，一小时内答复。"
    "谢谢，审计在催，能估个时间吗？"
    "一笔外币重估因重试被过账两次，第二笔已冲销并附凭证，可供审计查看。14:20 过账完成。"
    "重估任务重试不幂等，已按缺陷上报。";
    "ERP" "Question" "normal" "reporting"
    "按客户和账龄的未清项报表"
    "请问哪个报表可以按客户并按 30/60/90 天分组列出未清项？{h}自己做的表不对。"
    "是 FR-210“应收账龄”。选择关键日期和公司代码，账龄分组在第二个页签。"
    "找到了，能每周一自动发邮件吗？"
    "可以：另存为变式，再点“计划”。我已按每周一 6:00 设了一个示例，您可以修改。"
    "";
    "ERP" "Incident" "high" "performance"
    "{h}打开订单列表要 {n} 秒"
    "{h}打开未完成订单列表要 {n} 秒，总部却很快。大约两周前还正常。"
    "谢谢反馈。请点右上角时钟图标打开一次，把“数据库”后面的数字发给我。"
    "数据库 180 毫秒，其余都在网络。"
    "分支的代理停止了压缩。修改后不到一秒即可打开，我已从这边验证。"
    "";
    "POS" "Incident" "urgent" "tills outage"
    "{h}门店收银机全部离线"
    "{h}的 {n} 台收银机都显示“无连接”，路由器正常。今天周六，排队很长，请尽快！"
    "已看到。门店服务器证书 9:00 过期，正在更新；期间按 F9 再按“继续”可以离线收银。"
    "离线可用，谢谢！销售数据之后会上传吗？"
    "会的，{n} 台收银机到 11:12 已全部上传，金额一致。已把这台服务器加入到期监控。"
    "给该客户的健康检查加上证书到期。";
    "POS" "Question" "low" ""
    "修改小票结尾的文字"
    "节日期间想修改“欢迎下次光临”，在哪里改？"
    "设置 → 小票 → 页脚，重启收银机后生效。"
    "好的，谢谢。"
    "祝节日快乐！"
    "";
    "CRM" "Incident" "normal" "import"
    "导入联系人时有些行被跳过"
    "我导入了 {n} 个联系人，只进来大约一半，也没有提示原因。"
    "没有国家的行会被跳过，而且没有提示，这点做得不好。“导入”页的日志会列出，您的已附上。"
    "原来如此，补上国家后成功了。"
    "好的，我已建议在导入后显示汇总。"
    "";
    "MOB" "Incident" "high" "sync"
    "手机上显示的是昨天的拜访计划"
    "{h}的外勤同事手机上是昨天的计划，下拉也不刷新，影响 {n} 人。"
    "谢谢。请他们看一下“设置 → 关于”里“上次同步”显示什么？"
    "显示 03:12，“令牌已过期”。"
    "密码策略变更后令牌续期失败。退出再登录一次即可；{v} 会自动续期。"
    "";
    "TWB" "Incident" "urgent" "restore"
    "文件服务器恢复到 {n}% 时失败"
    "{h}的文件服务器坏了，恢复到 {n}% 报“缺少数据块”，非常紧急。"
    "{who}，我会一直跟到解决为止。请先不要重试。另一站点的副本完整，我已核对块清单，正从那里恢复。"
    "已到 40%，请保持联系。"
    "凌晨 3:40 恢复完成，所有文件校验一致。缺失的块在一块报错两周的硬盘上，请更换，序列号见附件。"
    "硬盘告警发到了没人看的邮箱，请客户再给一个地址。";
    "TWB" "Question" "normal" "retention"
    "保留策略：{n} 个月后还留什么？"
    "审计问数据保留多久。策略写的是 {n} 个月，控制台显示得更多。"
    "多出来的是年度副本。附上审计通常认可的表格。"
    "正是她要的。"
    "很高兴能帮上忙。"
    "";
    "BCN" "Incident" "high" "alerts"
    "告警晚到 {n} 分钟"
    "从周一起{h}的告警晚到大约 {n} 分钟，对我们没有用。"
    "明白。{h}的采集器积压了 8 万条事件，有人在交换机上打开了调试日志。可以过滤吗？"
    "请过滤。"
    "已过滤，积压清空，告警恢复到十秒以内。规则已列在“规则”页。"
    "";
    "BCN" "Service request" "low" "training"
    "为 {n} 位新同事安排培训"
    "想在{h}为 {n} 位新同事预约 Beacon 基础培训。"
    "好的，可选 12 日和 19 日，均为您当地时间 9:00–13:00。"
    "19 日吧。"
    "已预约，邀请已发出。"
    "";
    "EDG" "Incident" "high" "hardware rma"
    "传感器 {n} 显示 -40 °C"
    "{h}机房的传感器 {n} 从昨天起显示 -40 °C，肯定不对。"
    "探头坏了，在保修期内，今天寄出新的，旧的请用同一盒子寄回。"
    "已收到并更换，显示 22.4 °C。"
    "好的，退回已登记，您这边不用再处理。"
    "又是 2291 批次，第三次退货。";
    "QDS" "Incident" "normal" "preview"
    "图纸预览一直是灰色"
    "大约 {n} 个 DWG 文件预览是灰的，PDF 正常。"
    "这些是 2025 格式。{v} 可以显示，您的服务器落后两个版本。周四晚上升级可以吗？"
    "周四可以。"
    "19:30 已升级，正在生成预览，1200 个完成了 900 个。"
    "";
    "SGN" "Incident" "high" "signing"
    "签署人收到验证码太晚"
    "短信验证码要 {n} 分钟才到，那时会话已经结束。"
    "{h}的运营商有故障。已把您的账户切到第二家，我测试几秒即可收到。"
    "确认可以了。"
    "第一家稳定一周之前先用第二家。"
    "";
};
