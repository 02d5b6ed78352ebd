### 客户的支持次数：手动调整、预测、收费。

credits-adjust = 调整
credits-adjust-open = 调整次数…
credits-adjust-title = 调整 { $contract } 的支持次数
credits-adjust-by = 调整数量
credits-adjust-by-text = +2 表示增加，-1.5 表示扣减
credits-adjust-amount-wrong = 请输入不为 0 且最多两位小数的数字
credits-adjust-too-much = 仅剩 { $credits } 可扣减
credits-adjust-result = 当前剩余 { $before }，调整后为 { $after }
credits-adjust-reason-text = 将记入流水和对账单
credits-adjust-toast = 已调整 { $credits } 次

### 限额何时用完。

forecast-runs-out = 预计约 { $date } 用完
forecast-band = 预计约 { $date } 用完（{ $early } 至 { $late } 之间）
forecast-not-in-period = 下一周期
forecast-lasts = 按近几周的速度可用至本周期结束
forecast-lasts-unless = 预计够用；若每周都像近期最忙的一周，则可用至 { $date }
forecast-no-history = 历史数据不足，暂无法预测

### 超限费用。

charge-draft = 草稿
charge-approved = 已批准
charge-invoiced = 已开票
charge-waived = 已免除
charge-refunded = 点数已退还：{ $cause }
charges-status = 状态
charges-any-status = 全部状态
charges-any-account = 全部客户
charges-none-match = 没有符合筛选条件的费用。
charges-empty = 暂无费用
charges-empty-text = 当计划按价受理超限工单时，每张工单的费用会在此生成草稿。
charges-totals = 按币种和状态合计
charges-lines = { $count } 条
charges-csv = 下载 CSV
charges-json = 下载 JSON
charges-drafted = 生成日期
charges-credits = 点数
charges-choose-all = 选择全部未结费用
charges-choose = 选择工单 { $number } 的费用
charges-chosen-region = 已选费用
charges-chosen = 已选 { $count } 条
charges-too-many = 一次最多 { $max } 条。
charges-clear = 取消选择
charges-approve = 批准
charges-invoice = 标记为已开票…
charges-waive = 免除…
charges-invoice-title = 将 { $count } 条费用标记为已开票
charges-invoice-text = 共 { $amount }。标记后不可更改。
charges-invoice-reference = 发票编号
charges-invoice-do = 标记为已开票
charges-waive-title = 免除 { $count } 条费用
charges-waive-text = { $amount } 将不再收取。免除后不可更改。
charges-waive-do = 免除
charges-done-approved = 已批准 { $count } 条费用
charges-done-invoiced = 已将 { $count } 条费用标记为已开票
charges-done-waived = 已免除 { $count } 条费用
charges-refused = { $count } 条费用未处理，{ $done } 条已完成

### 点数的用途与建议。

causes-title = 点数用在了哪里？
causes-used = { $count } 张工单使用了 { $credits } 点
causes-span = { $from } 至 { $to }
causes-before =
    { $count ->
        [0] 上一时段无使用
       *[other] 上一时段 { $count } 张工单，{ $credits } 点
    }
causes-none = 尚未使用
causes-none-text = 此时段内没有工单使用点数。
causes-remedies = 建议
causes-kind-tag = 标签
causes-kind-word = 主题词
causes-kind-type = 工单类型
causes-kind-product = 产品
causes-kind-contact = 联系人
causes-kind-priority = 优先级
causes-no-type = 无类型
causes-no-product = 无产品
causes-no-contact = 无联系人
causes-no-priority = 无优先级
causes-share = 占比
causes-tickets = 工单
causes-was = 此前
causes-open = 张工单：{ $name }
causes-more = 变动过多，仅统计了其中一部分。
causes-note = { $from } 至 { $to } 使用了 { $credits } 点
remedy-raise-limit = 按当前速度，将限额（{ $limit }）从 { $from } 提高到 { $to } 点。
remedy-plan = { $plan } 可满足。
remedy-no-plan = 没有周期相同且额度足够的计划；请新建计划或发布新版本。
remedy-top-up = 为限额（{ $limit }）追加 { $credits } 点，可用到本周期结束。
remedy-write-article = 撰写关于“{ $name }”的文章：有 { $count } 张工单与此相关。
remedy-talk-to = 与 { $name } 沟通：其使用了 { $share }% 的点数。
remedy-amend = 修订…
remedy-top-up-do = 追加…
remedy-tickets = 打开工单
